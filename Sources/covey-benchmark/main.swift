print("covey-benchmark")
