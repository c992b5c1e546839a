"""What the dashboards write down: papers that somebody made of their numbers and lists."""
