# Office, alerts, procedures

lacks = lacks { $parts }
papers = the papers to bring
fee = the fee
time = the time that it takes
place = the place where it is filed
decision-old = the decision is of { $date }, more than two years ago: see whether the procedure is still the same
