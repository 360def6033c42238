"""Triage: from what somebody says happened to the right places to report it, in the right order."""
