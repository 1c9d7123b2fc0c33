"""Who may come in: keys.json and its slots, wrong tries, sign-ins and locks, and changing the key."""
