"""The queue as words: tickets, desks, calls, transfers, bookings, the ordinary queue, figures."""
