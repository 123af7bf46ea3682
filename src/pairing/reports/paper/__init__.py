"""What paper is made of: fonts, PDF, Word, Excel, charts."""
