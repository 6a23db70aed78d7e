"""What a class does together: its seats, tasks, drawings and answers, in a database."""
