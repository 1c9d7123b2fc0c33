"""The tab Today: what is due for whoever is signed in."""
