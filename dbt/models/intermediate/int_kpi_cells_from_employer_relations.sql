-- LR-02, LR-03, LR-04 and LR-05 from the register of employers at the end of the quarter. An
-- employer counts for an indicator where its row states both sides of it; a register without the
-- column (its cells have no address) leaves the indicator null. A blank "x" of a column that is
-- there is a no.
with
    thresholds as (
        select
            kpi_id, threshold, value, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
        from {{ ref("kpi_thresholds") }}
    ),

    employers as (select * from {{ ref("int_employer_relations") }}),

    with_union as (
        select
            'LR-02' as kpi_id,
            employers.*,
            has_union_cell as numerator_cell,
            'has_union' as numerator_column,
            case
                when has_union_cell is null then null when has_union then 1 else 0
            end as numerator,
            case
                when has_union then 'có tổ chức đại diện' else 'chưa có tổ chức đại diện'
            end as numerator_note,
            workers_cell as denominator_cell,
            'workers' as denominator_column,
            1 as denominator,
            'đơn vị có từ '
            || {{ format_number_vi("thresholds.value", 0) }}
            || ' lao động' as denominator_note
        from employers
        inner join
            thresholds
            on thresholds.kpi_id = 'LR-02'
            and thresholds.threshold = 'smallest_employer'
            and employers.ends_on between thresholds.valid_from and thresholds.valid_to
            and employers.workers >= thresholds.value
    ),

    with_agreement as (
        select
            'LR-03' as kpi_id,
            employers.*,
            has_agreement_cell as numerator_cell,
            'has_agreement' as numerator_column,
            case
                when has_agreement_cell is null
                then null
                when has_agreement and coalesce(agreement_expires_on, ends_on) >= ends_on
                then workers
                else 0
            end as numerator,
            case
                when not coalesce(has_agreement, false)
                then 'không có thoả ước'
                when agreement_expires_on < ends_on
                then 'thoả ước hết hạn ngày ' || {{ format_date_vi("agreement_expires_on") }}
                else 'thoả ước còn hiệu lực'
            end as numerator_note,
            workers_cell as denominator_cell,
            'workers' as denominator_column,
            workers as denominator,
            'số lao động cuối kỳ' as denominator_note
        from employers
        where workers is not null
    ),

    with_dialogue as (
        select
            'LR-04' as kpi_id,
            employers.*,
            last_dialogue_on_cell as numerator_cell,
            'last_dialogue_on' as numerator_column,
            case
                when last_dialogue_on_cell is null
                then null
                when
                    last_dialogue_on
                    > {{ dbt.dateadd("month", "-cast(windows.value as integer)", "ends_on") }}
                    and last_dialogue_on <= ends_on
                then 1
                else 0
            end as numerator,
            case
                when last_dialogue_on is null
                then 'không ghi ngày đối thoại'
                else 'đối thoại ngày ' || {{ format_date_vi("last_dialogue_on") }}
            end as numerator_note,
            workers_cell as denominator_cell,
            'workers' as denominator_column,
            1 as denominator,
            'đơn vị có từ '
            || {{ format_number_vi("sizes.value", 0) }}
            || ' lao động' as denominator_note
        from employers
        inner join
            thresholds as sizes
            on sizes.kpi_id = 'LR-04'
            and sizes.threshold = 'smallest_employer'
            and employers.ends_on between sizes.valid_from and sizes.valid_to
            and employers.workers >= sizes.value
        inner join
            thresholds as windows
            on windows.kpi_id = 'LR-04'
            and windows.threshold = 'months_back'
            and employers.ends_on between windows.valid_from and windows.valid_to
    ),

    -- liable are those with a contract of one month or more: the column itself, else its two parts
    with_liable as (
        select
            'LR-05' as kpi_id,
            employers.*,
            case
                when coalesce(workers_liable_cell, contracts_indefinite_cell) is not null
                then workers_insured_cell
            end as numerator_cell,
            'workers_insured' as numerator_column,
            case
                when coalesce(workers_liable, contracts_indefinite + contracts_definite) is not null
                then workers_insured
            end as numerator,
            'số lao động tham gia BHXH bắt buộc' as numerator_note,
            case
                when workers_liable is not null
                then workers_liable_cell
                else contracts_indefinite_cell
            end as denominator_cell,
            case
                when workers_liable is not null then 'workers_liable' else 'contracts_indefinite'
            end as denominator_column,
            coalesce(workers_liable, contracts_indefinite) as denominator,
            case
                when workers_liable is not null
                then 'số lao động thuộc diện tham gia'
                else 'hợp đồng không xác định thời hạn'
            end as denominator_note
        from employers
    ),

    {% set shared = (
        "kpi_id, commune_code, period, load_id, sheet, row_no, employer_id, zone_code"
    ) %}
    {% set sides = "numerator, numerator_cell, numerator_column, numerator_note, " %}
    {% set sides = sides ~ "denominator, denominator_cell, denominator_column, denominator_note" %}
    judged as (
        {% for family in ["with_union", "with_agreement", "with_dialogue", "with_liable"] %}
            select {{ shared }}, {{ sides }}
            from {{ family }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    cells as (
        select
            {{ shared }},
            'numerator' as role,
            'cell' as kind,
            numerator_cell as cell,
            numerator_column as column_name,
            numerator as value,
            numerator_note as note
        from judged
        where numerator_cell is not null
        union all
        select
            {{ shared }},
            'denominator',
            'cell',
            denominator_cell,
            denominator_column,
            denominator,
            denominator_note
        from judged
        where numerator is not null
        union all
        select
            {{ shared }},
            'denominator',
            'cell',
            contracts_definite_cell,
            'contracts_definite',
            contracts_definite,
            'hợp đồng xác định thời hạn'
        from with_liable
        where numerator is not null and workers_liable is null
    ),

    -- a register without any such employer says that there is none
    empty as (
        select
            kpis.kpi_id,
            winning.commune_code,
            winning.period,
            winning.load_id,
            winning.sheet,
            cast(null as integer) as row_no,
            cast(null as {{ dbt.type_string() }}) as employer_id,
            cast(null as {{ dbt.type_string() }}) as zone_code,
            roles.role,
            case when winning.is_nil_return then 'nil' else 'ledger' end as kind,
            cast(null as {{ dbt.type_string() }}) as cell,
            cast(null as {{ dbt.type_string() }}) as column_name,
            0 as value,
            'danh sách không có đơn vị nào thuộc diện tính' as note
        from {{ ref("int_winning_tables") }} as winning
        inner join {{ ref("kpis") }} as kpis on kpis.kpi_id in ('LR-02', 'LR-03', 'LR-04', 'LR-05')
        cross join
            (
                select 'numerator' as role
                union all
                select 'denominator'
            ) as roles
        left join
            (select distinct kpi_id, commune_code, period from judged) as told
            on kpis.kpi_id = told.kpi_id
            and winning.commune_code = told.commune_code
            and winning.period = told.period
        where winning.form = 'employer_register' and told.kpi_id is null
    ),

    all_cells as (
        select *
        from cells
        union all
        select *
        from empty
    )

    {{
        kpi_cells(
            "all_cells",
            {
                "kind": "kind",
                "form": "'employer_register'",
                "note": "note",
                "source_used": "'employer_register'",
                "entity_key": "case when kpi_id in ('LR-02', 'LR-04') then employer_id end",
                "zone_code": "zone_code",
            },
        )
    }}
