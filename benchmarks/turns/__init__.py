"""What a turn costs: latency, training, start-up and memory, beside Rasa's stock light pipeline."""
