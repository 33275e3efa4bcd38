SELECT user_id
FROM zendesk.user_tag
GROUP BY user_id
HAVING bool_or(tag = '266e0d3d29830abfe7d4ed98b47966f7') AND NOT bool_or(tag = '362ebc379b4b1b33b9656a2232a9e673')
