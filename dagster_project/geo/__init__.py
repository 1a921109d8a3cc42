"""The province's own boundaries: checked, put right, installed for maps (`qhld geo`)."""
