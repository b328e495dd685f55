META
key;value
description;Playgrounds and trees
country;Ukraine
unit;Zhytomyr
instance;2026
num_projects;4
num_votes;6
budget;1000
vote_type;approval
rule;greedy
date_begin;01.06.2026
date_end;15.06.2026
currency;UAH
weather;"sunny; then ""rain"""
PROJECTS
project_id;cost;name;colour
trees;400;Лісосмуга;green
swing;300.50;"Swing ""Orel""; two seats";red
bench;300;Bench "Old Oak";
pool;900;Pool;blue
VOTES
voter_id;vote;age
1;trees,swing;34
2;trees,bench;
3;swing;51
4;trees,pool;17
5;bench,swing;44
6;pool;60
