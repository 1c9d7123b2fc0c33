"""The demo: a complete fictional program, made in one run of the services that people use."""

from umdesk.jobs.demo.making import PASSWORD, DemoMade, make_demo

__all__ = ["PASSWORD", "DemoMade", "make_demo"]
