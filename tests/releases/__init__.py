"""Publishing: a build without dbt becomes a release, again and again."""
