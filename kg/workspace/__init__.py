"""A folder with a kg.toml: reading and writing its sources and claims."""
