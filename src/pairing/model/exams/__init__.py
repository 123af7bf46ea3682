"""What exams say: who sat each, and how able each student is."""
