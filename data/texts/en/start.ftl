## start

start-title = Where does this resume stand?
start-lead = See how a resume fits an AI project management job, which words prove it, and which changes are worth making first.
start-problem = We could not review this.
start-remedy-job = Choose a role of the library instead, or paste the whole text of the ad.
start-remedy-resume = You can paste the text instead, or try a sample.
start-resume = 1  Resume
start-resume-from = How do you give the resume?
start-resume-from-file = A file
start-resume-from-text = Pasted text
start-resume-text = Text of the resume
start-pasted-resume = pasted-resume.txt
# $formats is a list like "PDF, DOCX or text"
start-drop = Drop a resume here: { $formats }, up to 10 MB
start-portfolio = Add a portfolio (optional)
start-portfolio-files = Case studies, decks, notebooks, exports, or a folder or repository as a zip file
start-portfolio-address = Or the address of a site, or of a GitHub account or repository
start-portfolio-help = Only an address that you give here is fetched. Nothing is run.
start-job = 2  Job
start-job-from = Which job?
start-job-from-role = A typical role
start-job-from-ad = A job ad
start-role = Role
start-roles-count = { $count } typical descriptions, written for this program.
start-role-asks = What this role asks for
start-ad-text = Text of the ad
start-ad-paste = Paste the whole ad here
start-ad-file = Or a file: an ad, or a role described by yourself
start-pasted-ad = pasted-ad.txt
start-privacy-local = Your file stays on this computer.
start-privacy-shared = Your file is read by the computer that runs this app, and sent no further.
start-act = Review this resume
start-samples = No file at hand? Try an invented person:
start-sample = Sample: { $title }
start-add-resume = Add a resume first.
start-add-ad = Add the job ad first.
