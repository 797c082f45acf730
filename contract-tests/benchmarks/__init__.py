"""What Dovetail costs, each figure beside a floor or a peer; nothing here passes or fails."""
