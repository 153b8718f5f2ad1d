// Stands in for the loader until its branch is merged.
