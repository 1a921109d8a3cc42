"""The lake of accepted rows: written once, read back as they were."""
