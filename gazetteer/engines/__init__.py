"""The engines that carry a batch of any size: on the cores of one machine, or over a cluster of machines.

Both read rows by `tabular`, answer each distinct key once by `batch.answer_keys`, and write lines by `lines`;
so both give the same bytes.
"""
