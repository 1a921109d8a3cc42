select * from read_parquet('data/release/facts.parquet')
