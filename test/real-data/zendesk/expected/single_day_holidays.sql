-- 700 days after 14 January 2021 is 15 December 2022
SELECT id FROM zendesk.schedule_holiday WHERE start_date = end_date AND start_date > DATE '2022-12-15'
