# What is wrong with the file of a picture. The path of the file stands before the sentence.

heic = is a photograph in the format of iPhones (HEIC), which most phones and computers cannot show, so the page is without it: save it as JPEG (open it and choose "Save as" or "Export"). On the iPhone, choose Settings > Camera > Formats > Most Compatible, and the next photographs are JPEG
tiff = is a picture in the format of scanners (TIFF), which browsers do not show, so the page is without it: scan or save it as JPEG; a document of text as PDF
no-picture = is no picture, whatever its name says (perhaps a web page that was saved in its place), so the page is without it: save the picture itself as JPEG or PNG
empty = is empty, so the page is without it: copy the picture into the folder again
nothing-whole = is not complete (copying may have been interrupted), so the page is without it: copy the picture into the folder again
cut-off = is not complete (copying may have been interrupted): the page shows what is there, and grey below it; copy the picture into the folder again
damaged = is damaged ({ $reason }), so the page is without it: copy the picture into the folder again, or save it anew
too-many-pixels = has { $width } × { $height } pixels, and at most { $most } million are read, so the page is without it: make it smaller, 2 000 pixels wide are enough
bmp = is a picture that is not compressed (BMP), and is published as it is, at the expense of readers with little data: save it as JPEG, a screenshot as PNG
avif = is an AVIF, which is published as it is: not made smaller for phones, and with all that the camera noted; save it as JPEG
place = says where it was taken, and is published as it is because something links to it: remove the link, or remove the place from the file (on Windows: Properties > Details > Remove Properties and Personal Information)
