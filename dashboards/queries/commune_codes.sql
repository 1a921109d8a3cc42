-- Codes of the communes that an address may name
select commune_code from marts.dim_commune order by sort_order
