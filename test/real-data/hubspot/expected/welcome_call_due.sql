-- today is 5 April 2021: the last 30 dates are 7 March to 5 April, two weeks ago is 22 March
SELECT contact_id
FROM crm.contacts
WHERE created_on BETWEEN DATE '2021-03-07' AND DATE '2021-04-05'
  AND created_on < DATE '2021-03-22'
  AND (email IS NULL OR upper(email) NOT IN ('FCB67EF339B691956CC85FA12BE6490C', '6528BB7211B1DC066FC5C292561150C2'))
