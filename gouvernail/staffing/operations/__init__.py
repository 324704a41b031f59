"""What is done to the ledger, the shares, the missions and the declarations."""
