"""Reads an instance, solves it with scipy's linear_sum_assignment, and prints its cost and the median time as JSON."""
import json
import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment

numbers = numpy.fromfile(sys.argv[1], dtype=numpy.int32)
host_count, partner_count, unplaced_cost, times = (int(number) for number in numbers[:4])
capacities, starts, pairs = numpy.split(numbers[4:], [host_count, host_count + partner_count + 1])
hosts, costs = numpy.split(pairs, 2)

by_host = numpy.full((partner_count, host_count), unplaced_cost, dtype=numpy.float64)
by_host[numpy.repeat(numpy.arange(partner_count), numpy.diff(starts)), hosts] = costs
matrix = numpy.repeat(by_host, capacities, axis=1)
missing = max(0, partner_count - matrix.shape[1])
matrix = numpy.hstack([matrix, numpy.full((partner_count, missing), float(unplaced_cost))])

milliseconds = []
for _ in range(times):
    start = time.perf_counter()
    rows, columns = linear_sum_assignment(matrix)
    milliseconds.append((time.perf_counter() - start) * 1000)
print(json.dumps({"cost": int(matrix[rows, columns].sum()), "ms": sorted(milliseconds)[times // 2]}))
