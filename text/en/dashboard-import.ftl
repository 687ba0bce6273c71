### The dashboard: import and export. See dashboard.ftl.

## Import and export

files-intro = These commands are typed on the server, not here. If somebody else runs it for you, send them the file and the command.
files-import = Import
files-import-what = FILE stands for the file that you exported. Try first: that changes nothing, and says what would come in and on which pages. Comments stand on their old pages, with their names, dates and replies. You can import a file again: nothing comes in twice.
files-export = Export
files-export-what = Choose any name for FILE.
# Above the two commands of an import.
files-try = Try it:
files-run = Then import:
files-disqus-what = Sign in to Disqus and open disqus.com/admin/discussions/export/. Disqus mails you a link to the file; it may stay packed (.gz).
files-wordpress-what = In WordPress, under Tools → Export, choose “All content” and download the file. Only the comments in it are imported.
files-porch = Another Porch
files-porch-what = Run the export below on the other server. Rules, bans and the team are imported too, but each member needs a new link to sign in.
files-of-site = Export
files-of-site-what = All comments of this site, its rules, its team and its history, as lines of JSON that any program can read. It has no passwords and no keys.
files-backup = Backup
files-backup-what = A whole copy of the server’s database, with all sites and all keys. Keep it where nobody else can read it.
