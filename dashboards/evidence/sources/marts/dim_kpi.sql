-- A table without rows comes as one row of nulls: Evidence cannot build with an empty source
select t.* from (select 1) as one left join read_parquet('data/marts/dim_kpi.parquet') as t on true
