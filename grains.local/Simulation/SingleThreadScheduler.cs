namespace Dispatch.Grains.Local.Simulation;

/// <summary>Runs everything on the thread that asks it to, in virtual time: first all that is ready, then the clock jumps to the next timer.</summary>
/// <remarks>
/// Two runs with the same inputs and the same seed take the same steps. Without a seed ready work runs in the order in which it
/// became ready; with one the order is drawn from it, so that different seeds show different interleavings.
/// Work that leaves the scheduler (<c>Task.Run</c>, <c>ConfigureAwait(false)</c>, real I/O) breaks that: <see cref="Strays"/> counts it.
/// </remarks>
public sealed class SingleThreadScheduler : TaskScheduler
{
    private static readonly ExecutionContext NothingAmbient = CaptureNothing();

    private readonly VirtualTime time;
    private readonly Random? order;
    private readonly List<Task> ready = [];
    private int head;
    private int thread = Environment.CurrentManagedThreadId;
    private long strays;
    private int left = int.MaxValue;
    private bool running;

    /// <summary>A scheduler over a clock.</summary>
    /// <param name="time">The clock to move.</param>
    /// <param name="seed">Draws the order of ready work; null keeps the order in which it became ready.</param>
    public SingleThreadScheduler(VirtualTime time, int? seed = null)
    {
        this.time = time;
        order = seed is { } value ? new Random(value) : null;
    }

    /// <summary>How often work came in from another thread: more than none, and runs need not repeat.</summary>
    public long Strays => Interlocked.Read(ref strays);

    /// <inheritdoc />
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs until nothing is ready. The clock does not move.</summary>
    public void RunUntilIdle()
    {
        if (running)
            throw new InvalidOperationException("The scheduler is already running: its work cannot run it.");
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        (running, thread) = (true, Environment.CurrentManagedThreadId);
        try
        {
            // As on a thread of the pool: what is ambient to the driver stays with the driver.
            ExecutionContext.Run(NothingAmbient, static scheduler => ((SingleThreadScheduler)scheduler!).RunReady(), this);
        }
        finally
        {
            running = false;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs all that is ready and all that falls due until an instant, each timer at its own instant; then the clock shows that instant.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        RunUntilIdle();
        while (Step(instant))
        {
        }
    }

    /// <summary>Runs for a span of virtual time.</summary>
    public void RunFor(TimeSpan span) => AdvanceTo(time.GetUtcNow() + span);

    /// <summary>Runs so many pieces of ready work and stops in the midst of it, as a crash does; the clock moves on when nothing is ready.</summary>
    public void RunSome(int pieces)
    {
        left = pieces;
        RunUntilIdle();
        while (left > 0 && time.NextDue is { } due && time.TryTakeDue(due) is { } fire)
        {
            _ = Task.Factory.StartNew(fire, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
            RunUntilIdle();
        }

        left = int.MaxValue;
    }

    /// <summary>Runs work to its end, moving the clock only when nothing is ready, and returns its result.</summary>
    /// <param name="work">Started on this scheduler.</param>
    /// <param name="within">How far the clock may move; null for an hour.</param>
    /// <exception cref="TimeoutException">The work did not end within that span of virtual time.</exception>
    public T Complete<T>(Func<Task<T>> work, TimeSpan? within = null)
    {
        var limit = time.GetUtcNow() + (within ?? TimeSpan.FromHours(1));
        var task = Start(work);
        RunUntilIdle();
        while (!task.IsCompleted)
        {
            if (time.NextDue is not { } due || due > limit)
                throw new TimeoutException($"The work had not ended by {limit:O}, and nothing falls due before.");
            Step(due);
        }

        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Complete{T}" />
    public void Complete(Func<Task> work, TimeSpan? within = null) => Complete(
        async () =>
        {
            await work();
            return true;
        },
        within);

    /// <summary>Starts work on this scheduler; it runs when the scheduler runs.</summary>
    public Task<T> Start<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <inheritdoc cref="Start{T}" />
    public Task Start(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <inheritdoc />
    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != thread)
            Interlocked.Increment(ref strays);
        lock (ready)
            ready.Add(task);
    }

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        running && !taskWasPreviouslyQueued && Environment.CurrentManagedThreadId == thread && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (ready)
            return [.. ready.Skip(head)];
    }

    // The call back runs as a task, so that what it awaits comes back here.
    private bool Step(DateTimeOffset until)
    {
        if (time.TryTakeDue(until) is not { } fire)
            return false;
        var fired = Task.Factory.StartNew(fire, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
        RunUntilIdle();
        fired.GetAwaiter().GetResult();
        return true;
    }

    private void RunReady()
    {
        while (left > 0 && TakeReady() is { } task)
        {
            if (left < int.MaxValue)
                left--;
            TryExecuteTask(task);
        }
    }

    private Task? TakeReady()
    {
        lock (ready)
        {
            if (head == ready.Count || head > 1024)
            {
                ready.RemoveRange(0, head);
                head = 0;
            }

            if (ready.Count is 0)
                return null;
            // What was drawn changes places with the first, which keeps taking cheap.
            var drawn = order?.Next(head, ready.Count) ?? head;
            (ready[head], ready[drawn]) = (ready[drawn], ready[head]);
            var task = ready[head];
            ready[head++] = null!;
            return task;
        }
    }

    private static ExecutionContext CaptureNothing()
    {
        ExecutionContext? context = null;
        var thread = new Thread(() => context = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return context!;
    }
}
