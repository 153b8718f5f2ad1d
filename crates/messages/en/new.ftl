# `trangxa new`: the questions, and what it says when the site is made.

intro = Answer each question and press Enter. Enter alone leaves out what is not known; where an answer stands in brackets, Enter takes it, and - leaves it out.
ask-name = Name of the commune or ward (such as Xã An Bình)
ask-address = Postal address
ask-phone = Telephone
ask-email = E-mail
ask-hours = Office hours, in Vietnamese
ask-editor = Person responsible for the content (name, position)
ask-host = Address of the site (such as xa-an-binh.example)
ask-folder = Folder to make the site in

# Why an answer cannot be taken.

no-text = there is nothing that can be read
no-name = a name needs a letter or digit
bad-phone = "{ $text }" is no telephone number that can be called; write it with its area code, such as 0236 3 891 234, and a comma between two
bad-email = "{ $text }" is no e-mail address such as ubnd@xa-an-binh.example
bad-host = "{ $text }" is no address of a site such as xa-an-binh.example or https://tinh.example/an-binh/
not-empty = { $folder }: this folder has files in it; name another one, or move them away
no-folder = { $folder }: this is a file and no folder; take another name

# When the site is made.

no-name-given = the name of the unit is missing; write it after the command, as in: { $example }
made = The site of { $name } is in { $folder }
missing = What only people who work there know, and the site lacks:
missing-item = { "  - " }{ $what }
missing-host = the address of the site: { $stand_in } stands for it; set base_url in data/site.json before it is published
missing-address = the postal address: contact.address in data/site.json, and the page "Liên hệ"
missing-phone = a telephone number: contact.phone in data/site.json, and the page "Liên hệ"
missing-email = an e-mail address: contact.email in data/site.json, and the page "Liên hệ"
missing-hours = the office hours: the page "Liên hệ" in data/site.json
missing-editor = the person responsible for the content: editor in data/site.json
missing-about = the history, villages and people of the place: the page "Giới thiệu" in data/site.json
missing-figures = figures of administrative procedures: trangxa import-tthc reads the tables of the one-stop office
next = What comes next:
