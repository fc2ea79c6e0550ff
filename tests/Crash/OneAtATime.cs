// Each test runs a service and loads it: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
