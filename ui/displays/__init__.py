"""The surfaces that face the applicant and the hall."""
