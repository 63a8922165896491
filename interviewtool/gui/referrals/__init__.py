"""Needs and referrals over all interviews."""

from interviewtool.gui.referrals.screen import ReferralsScreen

__all__ = ["ReferralsScreen"]
