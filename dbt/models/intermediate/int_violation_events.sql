-- Violations by employer, day and group: of inspections that ended with a violation and of
-- decisions that were not annulled, a group a row. What the dictionary cannot place (NĐ 12/2022 has
-- no groups yet) has no group.
with
    chapters as (
        select distinct code from {{ ref("stg_reference__violation_chapters") }} where is_listed
    ),

    found as (
        select record_id, 'inspection_list' as form, employer_id, happened_on, violation_chapters
        from {{ ref("int_counted_inspection_visits") }}
        where violations > 0 and happened_on is not null
        union all
        select record_id, 'penalty_decisions', employer_id, decided_on, violation_chapters
        from {{ ref("int_counted_penalty_decisions") }}
        where annulled_period is null and decided_on is not null
    ),

    placed as (
        select found.record_id, found.form, chapters.code
        from found
        inner join
            chapters on ';' || found.violation_chapters || ';' like '%;' || chapters.code || ';%'
    )

select found.record_id, found.form, found.employer_id, found.happened_on, placed.code as chapter
from found
left join placed on found.record_id = placed.record_id and found.form = placed.form
