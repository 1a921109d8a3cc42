-- The industry of each employer, as its newest register says it. An employer is known by its id or,
-- where a log has a name only, by `tên ` and the folded name, as long as all employers of that name
-- have one industry. Two spellings of an industry ("hoá chất", "hóa chất") are one.
with
    stated as (
        select
            employer_id,
            'tên ' || employer_key as name_id,
            industry,
            {{ fold_text("industry") }} as industry_key,
            row_number() over (
                partition by employer_id order by period desc, commune_code, record_id
            ) as age
        from {{ ref("int_registered_employers") }}
        where industry is not null
    ),

    spellings as (select industry_key, min(industry) as industry from stated group by industry_key),

    newest as (
        select stated.employer_id, stated.name_id, spellings.industry
        from stated
        inner join spellings on stated.industry_key = spellings.industry_key
        where stated.age = 1
    ),

    named as (
        select employer_id, industry
        from newest
        union all
        select name_id, industry
        from newest
        where employer_id <> name_id
    )

select employer_id, min(industry) as industry
from named
group by employer_id
having min(industry) = max(industry)
