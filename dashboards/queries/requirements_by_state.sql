-- What became of the requirements of an area's inspections in a quarter: one row; not stated is
-- what the lists leave open
with
    counted as (
        select
            sum(v.requirements) as requirements,
            coalesce(sum(v.requirements_done), 0) as done,
            coalesce(sum(v.requirements_in_progress), 0) as in_progress,
            coalesce(sum(v.requirements_overdue), 0) as overdue
        from marts.fct_inspections as v
        inner join
            marts.bridge_area_members as m
            on m.member_code = v.commune_code
            and m.area_code = '${inputs.area.value}'
        where v.period = '${inputs.period.value}'
    )

select
    requirements,
    done,
    in_progress,
    overdue,
    greatest(requirements - done - in_progress - overdue, 0) as not_stated
from counted
where requirements > 0
