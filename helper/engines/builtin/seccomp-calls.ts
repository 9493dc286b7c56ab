// SPDX-License-Identifier: Apache-2.0

const calls = (text: string): string[] => text.split(/\s+/).filter((name) => name !== '');

/**
 * System calls that any container may make, by what they are for: Docker's default choice. Whatever is not
 * here is refused. Names that a kernel or architecture does not have are passed over by the runtime.
 */
export const ALLOWED = {
  files: calls(`access chdir chmod chown chown32 close close_range copy_file_range creat dup dup2 dup3
    faccessat faccessat2 fadvise64 fadvise64_64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchown32
    fchownat fcntl fcntl64 fdatasync flock fstat fstat64 fstatat64 fstatfs fstatfs64 fsync ftruncate
    ftruncate64 futimesat getcwd getdents getdents64 ioctl lchown lchown32 link linkat lseek _llseek lstat
    lstat64 mkdir mkdirat mknod mknodat newfstatat open openat openat2 pread64 preadv preadv2 pwrite64
    pwritev pwritev2 read readahead readlink readlinkat readv rename renameat renameat2 rmdir sendfile
    sendfile64 splice stat stat64 statfs statfs64 statx symlink symlinkat sync sync_file_range
    sync_file_range2 syncfs tee truncate truncate64 umask unlink unlinkat utime utimensat
    utimensat_time64 utimes vmsplice write writev cachestat`),
  attributes: calls(`fgetxattr flistxattr fremovexattr fsetxattr getxattr lgetxattr listxattr llistxattr
    lremovexattr lsetxattr removexattr setxattr getxattrat listxattrat removexattrat setxattrat`),
  memory: calls(`brk madvise map_shadow_stack membarrier memfd_create memfd_secret mincore
    mlock mlock2 mlockall mmap mmap2 mprotect mremap mseal msync munlock munlockall munmap pkey_alloc
    pkey_free pkey_mprotect remap_file_pages process_mrelease`),
  events: calls(`epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait
    epoll_wait_old eventfd eventfd2 fanotify_mark inotify_add_watch inotify_init inotify_init1
    inotify_rm_watch io_cancel io_destroy io_getevents io_pgetevents io_pgetevents_time64 io_setup
    io_submit poll ppoll ppoll_time64 pselect6 pselect6_time64 select _newselect signalfd signalfd4
    timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 pipe pipe2`),
  sockets: calls(`accept accept4 bind connect getpeername getsockname getsockopt listen recv recvfrom
    recvmmsg recvmmsg_time64 recvmsg send sendmmsg sendmsg sendto setsockopt shutdown socketcall
    socketpair`),
  programs: calls(`capget capset execve execveat exit exit_group fork getegid getegid32 geteuid geteuid32
    getgid getgid32 getgroups getgroups32 getpgid getpgrp getpid getppid getpriority getresgid
    getresgid32 getresuid getresuid32 getrlimit getrusage getsid gettid getuid getuid32 ioprio_get
    ioprio_set landlock_add_rule landlock_create_ruleset landlock_restrict_self pidfd_open
    pidfd_send_signal prctl prlimit64 seccomp set_tid_address setfsgid setfsgid32 setfsuid setfsuid32
    setgid setgid32 setgroups setgroups32 setpgid setpriority setregid setregid32 setresgid setresgid32
    setresuid setresuid32 setreuid setreuid32 setrlimit setsid setuid setuid32 ugetrlimit vfork wait4
    waitid waitpid`),
  threads: calls(`futex futex_requeue futex_time64 futex_wait futex_waitv futex_wake get_robust_list
    get_thread_area getcpu rseq sched_get_priority_max sched_get_priority_min sched_getaffinity
    sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64
    sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield set_robust_list
    set_thread_area restart_syscall`),
  signals: calls(`alarm getitimer kill pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
    rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo setitimer
    sigaltstack signal sigprocmask sigreturn tgkill tkill`),
  time: calls(`adjtimex clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime
    clock_gettime64 clock_nanosleep clock_nanosleep_time64 gettimeofday nanosleep time timer_create
    timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 times`),
  messages: calls(`ipc mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64
    mq_timedsend mq_timedsend_time64 mq_unlink msgctl msgget msgrcv msgsnd semctl semget semop semtimedop
    semtimedop_time64 shmat shmctl shmdt shmget`),
  machine: calls(`getrandom sysinfo uname name_to_handle_at process_vm_readv process_vm_writev ptrace
    lsm_get_self_attr lsm_list_modules lsm_set_self_attr`),
} as const satisfies Record<string, string[]>;

/** Calls of one processor family only. */
export const ALLOWED_ON = {
  x64: calls('arch_prctl modify_ldt'),
  arm64: calls('arm_fadvise64_64 arm_sync_file_range breakpoint cacheflush set_tls'),
} as const;

/** Calls that a container with the capability may make as well. Only those of its set are let through. */
export const ALLOWED_WITH: Readonly<Record<string, readonly string[]>> = {
  CAP_SYS_CHROOT: calls('chroot'),
  CAP_DAC_READ_SEARCH: calls('open_by_handle_at'),
  CAP_SYS_NICE: calls('get_mempolicy mbind set_mempolicy set_mempolicy_home_node'),
  CAP_SYS_TIME: calls('settimeofday stime clock_settime clock_settime64'),
  CAP_SYSLOG: calls('syslog'),
  CAP_SYS_PACCT: calls('acct'),
};
