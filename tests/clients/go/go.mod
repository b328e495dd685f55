module citizen

go 1.23
