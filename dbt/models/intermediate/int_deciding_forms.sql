-- Which form decides for a commune and quarter where a list and its summary both arrived: that of
-- the agency that prevails, and of one agency's two forms the list. Nothing is added up. A form
-- without a second one decides for itself.
with
    reported as (
        select distinct
            coalesce(nullif(forms.summarised_by, ''), forms.form) as family,
            winning.commune_code,
            winning.period,
            winning.form,
            winning.agency_code,
            winning.precedence,
            case when nullif(forms.summarised_by, '') is null then 2 else 1 end as rank_in_family
        from {{ ref("int_winning_tables") }} as winning
        inner join {{ ref("forms") }} as forms on winning.form = forms.form
        where winning.commune_code <> '{{ var("province_code") }}'
    ),

    ranked as (
        select
            *,
            row_number() over (
                partition by family, commune_code, period
                order by precedence, rank_in_family, agency_code
            ) as place
        from reported
    )

select family, commune_code, period, form, agency_code
from ranked
where place = 1
