"""The consolidated report from draft to issue: `drafting` makes it, `editing` changes its words, `findings` notes what
was looked at, `signing` takes it to the signature.
"""
