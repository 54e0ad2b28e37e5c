"""The letters of Vietnamese as classes for patterns. (A range such as `à-ỹ` mixes small letters and capitals.)"""

MARKED = "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
LOWER = "a-z" + MARKED
UPPER = "A-Z" + MARKED.upper()
