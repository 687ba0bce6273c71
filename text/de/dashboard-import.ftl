### Das Dashboard: Import und Export.

## Import und Export

files-intro = Diese Befehle werden auf dem Server eingegeben, nicht hier. Wenn ihn jemand anderes für Sie betreibt, schicken Sie dieser Person die Datei und den Befehl.
files-import = Importieren
files-import-what = FILE steht für die Datei, die Sie exportiert haben. Probieren Sie es zuerst aus: Das ändert nichts und zeigt, was auf welche Seiten käme. Kommentare stehen auf ihren alten Seiten, mit Namen, Datum und Antworten. Sie können eine Datei erneut importieren: Nichts kommt doppelt.
files-export = Exportieren
files-export-what = Wählen Sie für FILE einen beliebigen Namen.
files-try = Ausprobieren:
files-run = Dann importieren:
files-disqus-what = Melden Sie sich bei Disqus an und öffnen Sie disqus.com/admin/discussions/export/. Disqus schickt Ihnen per E-Mail einen Link zur Datei; sie kann gepackt bleiben (.gz).
files-wordpress-what = Wählen Sie in WordPress unter Werkzeuge → Daten exportieren „Alle Inhalte“ und laden Sie die Datei herunter. Nur die Kommentare darin werden importiert.
files-porch = Ein anderes Porch
files-porch-what = Führen Sie auf dem anderen Server den Export unten aus. Regeln, Sperren und das Team werden ebenfalls importiert, aber zum Anmelden braucht jedes Mitglied einen neuen Link.
files-of-site = Export
files-of-site-what = Alle Kommentare dieser Website, ihre Regeln, ihr Team und ihr Verlauf, als JSON-Zeilen, die jedes Programm lesen kann. Passwörter und Schlüssel sind nicht enthalten.
files-backup = Sicherung
files-backup-what = Eine vollständige Kopie der Datenbank des Servers, mit allen Websites und allen Schlüsseln. Bewahren Sie sie dort auf, wo niemand anderes sie lesen kann.
