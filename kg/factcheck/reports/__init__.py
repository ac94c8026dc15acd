"""What kg lint found, in the formats that people, editors and code hosts read."""
