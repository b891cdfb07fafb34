print("rank-exercises")
