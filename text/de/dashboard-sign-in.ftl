### The dashboard: keys with which the site's own server signs visitors in. See dashboard.ftl.

sign-in-section = Anmeldung
keys-title = Konten Ihrer eigenen Website
keys-what = Der Server Ihrer Website kann seine Besucher hier anmelden: Er signiert mit einem dieser Schlüssel ein kurzes Token, und die Seite reicht es weiter. Durch ein Token bekommt niemand Rechte.
keys-owners-only = Nur Inhaber sehen und ändern die Schlüssel, mit denen Ihre Website ihre Besucher anmeldet.
keys-none = Noch kein Schlüssel: Der Server Ihrer Website meldet niemanden an.
keys-current = Aktuell: Mit ihm wird signiert.
keys-next = Gilt schon. Machen Sie ihn zum aktuellen, sobald Ihr Server mit ihm signiert.
keys-until = Ersetzt. Er gilt bis
keys-retired = Gilt nicht mehr.
keys-make-current = Zum aktuellen machen
keys-made-current = { $id } ist aktuell. Der Schlüssel davor gilt noch einen Tag.
keys-remove = Entfernen
keys-remove-sure = Kein Token, das mit { $id } signiert ist, gilt dann noch. Wer sich damit angemeldet hat, bleibt angemeldet. Den Schlüssel entfernen?
keys-removed = { $id } ist entfernt. Tokens mit ihm gelten nicht mehr.
keys-full = Eine Website hat höchstens drei Schlüssel. Entfernen Sie einen, um einen anderen hinzuzufügen.
keys-add = Schlüssel hinzufügen
keys-add-it = Hinzufügen
keys-id = Kennung, die Tokens als ihre kid nennen. Ohne sie eine zufällige
keys-public-key = Öffentlicher Schlüssel (PEM), Ed25519 oder P-256. Ohne ihn wird ein Geheimnis für beide Server erzeugt
keys-secret = Geheimnis
keys-give-secret = Tragen Sie dieses Geheimnis beim Server Ihrer Website ein. Tokens werden damit mit HS256 signiert; sie nennen den Schlüssel { $id } als ihre kid und diese Website als ihre aud: { $site }. Es wird nur jetzt gezeigt.
keys-added = { $id } ist hinzugefügt. Tokens nennen ihn als ihre kid und diese Website als ihre aud: { $site }.
