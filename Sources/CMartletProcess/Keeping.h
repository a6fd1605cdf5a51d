// What nursery and keepers share. All of it runs in copies of a process that may have had other
// threads: nothing but system calls is safe, no allocation and no stream.
#pragma once

#include "CMartletProcess.h"

// What is passed along with a request, in this order: the channel to the keeper, the working directory,
// standard output, standard error if it leads anywhere, and what is written to.
enum {
  passed_channel,
  passed_folder,
  passed_output,
  passed_others,
  most_writes = 8,
  most_passed = passed_others + 1 + most_writes,
};

// Reads the launch out of a request of so many bytes; false where it cannot be read.
bool martlet_read_request(
    const int *passed, size_t count, uint64_t size, martlet_launch *launch);

// Starts the child that is wanted and keeps its family until the end of both.
//
// `ended_children` is a descriptor that is readable when a child has ended; a byte is written to `news`
// when the child has been started.
_Noreturn void martlet_keep(
    const int *passed, size_t count, uint64_t size, int ended_children, int news);

// Kills this process's children but for one, and theirs as they become this process's, until there is
// none.
void martlet_kill_children(pid_t spared);

// Calls with each of this process's children, also those that have ended and were not waited for.
void martlet_for_each_child(void (*body)(pid_t child, void *context), void *context);
