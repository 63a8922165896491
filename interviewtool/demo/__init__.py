"""The demonstration: synthetic people, interviewed through the services."""

from interviewtool.demo.checks import PROGRAMS
from interviewtool.demo.conduct import PASSPHRASE, Demonstration, Step, conduct

__all__ = ["PASSPHRASE", "PROGRAMS", "Demonstration", "Step", "conduct"]
