"""umdesk: the Upward Mobility Program of a California state department, on one offline workstation."""

__version__ = "0.1.0"
