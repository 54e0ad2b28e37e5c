"""The consolidated report by rule: what was said (`material`), its totals (`totals`), the draft made of them
(`drafting`), the numbers in a text (`numbers`), what a person must look at (`findings`), how versions differ
(`versions`), and the page as it is printed (`printing`).
"""
