-- How many communes and how many departments sent all of their forms of one quarter, and how the
-- others stand: an agency counts once, by the worst state of its forms
with
    senders as (
        select
            r.agency_code,
            case when r.commune_code is null then 'department' else 'commune' end as kind,
            max(
                case
                    r.status when 'chưa nộp' then 4 when 'trả lại' then 3 when 'chậm' then 2 else 1
                end
            ) as worst
        from marts.fct_reporting_status as r
        where r.period = '${inputs.period.value}'
        group by
            r.agency_code, case when r.commune_code is null then 'department' else 'commune' end
    )

select
    kind,
    count(*) as agencies,
    count(*) filter (where worst <= 2) as complete,
    count(*) filter (where worst = 1) as on_time,
    count(*) filter (where worst = 2) as late,
    count(*) filter (where worst = 3) as returned,
    count(*) filter (where worst = 4) as missing
from senders
group by kind
order by kind
