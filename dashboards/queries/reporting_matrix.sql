-- How many agencies sent each form of one quarter on time, late, had it returned or owe it
select
    form,
    form_name,
    min(due_on) as due_on,
    count(*) as agencies,
    count(*) filter (where status = 'đúng hạn') as on_time,
    count(*) filter (where status = 'chậm') as late,
    count(*) filter (where status = 'trả lại') as returned,
    count(*) filter (where status = 'chưa nộp') as missing,
    count(*) filter (where is_nil_return) as nil_returns
from marts.fct_reporting_status
where period = '${inputs.period.value}'
group by form, form_name
order by form
